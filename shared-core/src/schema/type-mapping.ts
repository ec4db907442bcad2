import type { LogicalType } from './logical-type';

/** What is lost when a value of a logical type lives in a native type; named, never silent. @public */
export interface TypeLoss {
  /** Stable name, such as `zone-lost`, `infinity-date`, `precision-lost`. */
  code: string;
  en: string;
  ru: string;
}

/** A native type as its system spells it, with what it loses. @public */
export interface NativeType {
  text: string;
  loss?: TypeLoss;
}

/** A system's types, a table each way. @public */
export interface TypeMapping {
  /** @throws `schema.type-not-sayable` (refusal) */
  toNative(type: LogicalType): NativeType;
  /** Text as the system's catalogue prints it, such as `numeric(12,2)` or `Nullable(DateTime64(3))`. */
  fromNative(native: string): { type: LogicalType; nullable?: boolean; loss?: TypeLoss };
}
