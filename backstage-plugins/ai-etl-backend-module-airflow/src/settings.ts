import type { RootConfigService } from '@backstage/backend-plugin-api';

/** How an Airflow is reached. */
export interface AirflowSettings {
  /** What people call it. */
  name: string;
  /** Without a slash at its end. */
  url: string;
  credential: { username: string; password: string } | { token: string };
}

/** The Airflows of the configuration. @throws when one has neither a user nor a token */
export function readAirflows(config: RootConfigService): AirflowSettings[] {
  const all = config.getOptionalConfig('aiEtl.airflow');
  return (all?.keys() ?? []).map((name) => {
    const one = all!.getConfig(name);
    const token = one.getOptionalString('token');
    return {
      name,
      url: one.getString('url').replace(/\/+$/, ''),
      credential: token
        ? { token }
        : { username: one.getString('username'), password: one.getString('password') },
    };
  });
}
