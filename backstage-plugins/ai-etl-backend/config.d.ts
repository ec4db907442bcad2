/** Configuration of the AI-ETL backend. */
export interface Config {
  aiEtl?: {
    /** Connections that the portal may look into, by the names that specs use. */
    connections?: {
      [name: string]: {
        /** A system of the core, such as `postgresql`, `clickhouse` or `file`. */
        system: string;
        /** Settings of the system, such as host, database and user; for files `root` is needed. */
        [setting: string]: unknown;
        /** @visibility secret */
        password?: string;
        /** @visibility secret */
        secretAccessKey?: string;
        /** @visibility secret */
        token?: string;
        /** @visibility secret */
        clientKey?: string;
      };
    };
    /** The door for OpenLineage events. */
    lineage?: {
      /** Largest event in bytes; 5 MB unless given. */
      maxEventBytes?: number;
      /** Events a second that one caller may send over a minute; 1,000 unless given. */
      eventsPerSecond?: number;
      /** Days for which raw events are kept; 30 unless given. */
      keepEventsDays?: number;
    };
  };
}
