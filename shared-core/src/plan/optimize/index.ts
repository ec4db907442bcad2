export { optimize } from './optimize';
