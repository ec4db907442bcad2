/** From a plan to files: one folder a target; `targets.ts` lists them. */
export { compile, type CompileOptions } from './compile';
export {
  defineTarget,
  type AnyTarget,
  type CompileContext,
  type CompilePart,
  type CompiledFiles,
  type CompileTarget,
  type Refusal as CompileRefusal,
} from './compile-target';
export { compileErrors } from './errors';
export { compileTargets } from './targets';
