/** Configuration of AI-ETL's Scaffolder module. */
export interface Config {
  aiEtl?: {
    scaffolder?: {
      /** Folder for repositories that no git host takes; `repositories` where the backend runs by default. */
      repositories?: string;
    };
  };
}
