export interface Config {
  aiEtl?: {
    /** Airflows whose runs are shown, by a name that people see. */
    airflow?: {
      [name: string]: {
        /** Address of the web server (2.x) or API server (3.x), without `/api`. */
        url: string;
        /** A user that may read DAG runs. */
        username?: string;
        /** @visibility secret */
        password?: string;
        /**
         * A token instead of a user; it is sent as it is.
         * @visibility secret
         */
        token?: string;
      };
    };
  };
}
