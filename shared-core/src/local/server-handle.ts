/** How to reach a local server; the password is generated and kept in the server's folder. @public */
export interface LocalAddress {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** A server that a test or a command started and stops. @public */
export interface LocalServerHandle extends LocalAddress {
  /** With user and password, as `ai-etl` and drivers take it. */
  url: string;
  dir: string;
  stop(): Promise<void>;
}

/** @internal */
export const urlOf = (scheme: string, address: LocalAddress) =>
  `${scheme}://${encodeURIComponent(address.user)}:${encodeURIComponent(address.password)}@${address.host}:${address.port}/${address.database}`;
