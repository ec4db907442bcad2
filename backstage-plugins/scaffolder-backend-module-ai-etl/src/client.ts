import { createAiEtlClient, type AiEtlClient, type Finding } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { AuthService, BackstageCredentials, DiscoveryService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

/** What actions need to speak to the store as the person who started the template. */
export interface Access {
  auth: AuthService;
  discovery: DiscoveryService;
}

/** A client of the AI-ETL API that may do what the initiator may, and no more. */
export async function clientFor(
  { auth, discovery }: Access,
  credentials: BackstageCredentials,
): Promise<AiEtlClient> {
  const { token } = await auth.getPluginRequestToken({ onBehalfOf: credentials, targetPluginId: 'ai-etl' });
  return createAiEtlClient({ baseUrl: await discovery.getBaseUrl('ai-etl'), token });
}

/** Every finding on a line of its own: step, reason, and what to do. */
export const findingsText = (findings: Finding[]): string =>
  findings
    .map(({ step, message, hint }) => [step ? `step "${step}": ${message}` : message, hint].filter(Boolean).join(' '))
    .join('\n');

/** @throws InputError with all findings */
export function refuse(what: string, findings: Finding[]): never {
  throw new InputError(`${what}\n${findingsText(findings)}`);
}
