import { isAiEtlError, whoAmI, type PortalAddress } from '@ai-etl/core';
import type {
  ICredentialDataDecryptedObject,
  ICredentialsDecrypted,
  ICredentialTestFunctions,
  INodeCredentialDescription,
  INodeCredentialTestResult,
} from 'n8n-workflow';
import type { Call } from './call';
import { readerLanguage } from './reader-language';
import { words } from './words';

export const portalCredential = 'aiEtlPortalApi';

/** For a node that tells a portal what it does, where there is one. */
export const optionalPortal: INodeCredentialDescription = {
  name: portalCredential,
  displayName: 'Portal (Optional)',
  required: false,
};

/** The portal that the credential of this node describes. */
export async function portalOf({ context, itemIndex }: Call): Promise<PortalAddress> {
  return addressOf(await context.getCredentials<ICredentialDataDecryptedObject>(portalCredential, itemIndex));
}

const addressOf = ({ url, token }: ICredentialDataDecryptedObject): PortalAddress => ({
  url: String(url ?? ''),
  ...(token !== undefined && token !== '' && { token: String(token) }),
});

/** The "Test" of the credential's window. */
export async function testPortal(
  this: ICredentialTestFunctions,
  credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
  try {
    const { principal } = await whoAmI({ ...addressOf(credential.data ?? {}), timeoutMs: 10_000 });
    return { status: 'OK', message: words().portalKnows({ principal }) };
  } catch (error) {
    const message = isAiEtlError(error) ? error.render(readerLanguage()) : String(error);
    return { status: 'Error', message };
  }
}
