import { configFields, type Connector } from '@ai-etl/core';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { Call } from '../call';
import { offer, type ConnectionSettings, type OfferedConnection } from '../connections';
import { settingsOf } from '../properties-of-fields';

/** How a node of one system gets its connection: from a credential, or from fields of its own. */
export interface SystemDoor {
  connector: Connector;
  settings(call: Call): Promise<ConnectionSettings>;
}

/** A call of a system's node. */
export class SystemCall extends Call {
  private offered?: Promise<OfferedConnection>;

  constructor(
    context: IExecuteFunctions,
    itemIndex: number,
    private readonly door: SystemDoor,
  ) {
    super(context, itemIndex);
  }

  get connector(): Connector {
    return this.door.connector;
  }

  /** This node's connection, put into the registry once. */
  connection(): Promise<OfferedConnection> {
    this.offered ??= this.door.settings(this).then((found) => offer(this, this.connector, found));
    return this.offered;
  }

  /** The reading options that the user has set. */
  readOptions(): Record<string, unknown> {
    const { readOptions } = this.connector;
    return readOptions
      ? settingsOf(this.parameter<IDataObject>('options', {}), configFields(readOptions))
      : {};
  }
}
