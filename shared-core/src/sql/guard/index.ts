export { guardReadOnly } from './guard';
