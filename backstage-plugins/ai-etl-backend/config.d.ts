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
    /** Where in the portal AI-ETL's pages are. The default is /ai-etl. */
    pagePath?: string;
    /** Runs of whose end no event tells. */
    runs?: {
      /** Minutes without news after which sources of runs and tasks are asked how a run ended; 10 unless given. */
      settleAfterMinutes?: number;
      /** Hours without news after which a run whose end nobody knows is called silent; 24 unless given. */
      silentAfterHours?: number;
    };
    /** The door for OpenLineage events. */
    lineage?: {
      /** Largest event in bytes; 5 MB unless given. */
      maxEventBytes?: number;
      /** Events a second that one caller may send over a minute; 1,000 unless given. */
      eventsPerSecond?: number;
      /**
       * Days for which raw events are kept, and runs that told the same lineage as the one before them are told apart;
       * 30 unless given, 0: for ever.
       */
      keepEventsDays?: number;
    };
    /** What is forgotten once a day. */
    retention?: {
      /**
       * Days for which runs are kept, with their tasks; 180 unless given, 0: for ever. The newest run of a pipeline and
       * its newest that succeeded stay, and so does the history of lineage.
       */
      runsDays?: number;
      /** Days for which entries of who changed what are kept; 730 unless given, 0: for ever. */
      auditDays?: number;
    };
  };
}
