/**
 * A ready permission policy with the roles viewer, engineer, architect and admin.
 * @packageDocumentation
 */
export { permissionModuleAiEtl as default } from './module';
