import { type Sandbox, startSandbox } from '@infraudit/sandbox';
import type { ObservedResource } from '../../../../core/observation.ts';
import type {
  ProviderSession,
  ScanEvent,
  ScanSource,
  SourceOutcome,
} from '../../../../plugin-kit/define-provider.ts';
import type { AwsCredentials } from '../credentials.ts';
import { type AwsOpenOptions, openAws } from '../provider.ts';
import type { AwsLimits } from '../session/connection.ts';

/** Retries without waiting, so that faults show within a test; answers may be as late as a busy machine makes them. */
export const impatient: Partial<AwsLimits> = {
  maxAttempts: 3,
  retryBaseDelayMs: 1,
  retryMaxDelayMs: 5,
  attemptTimeoutMs: 30_000,
  connectTimeoutMs: 5_000,
};

export type SandboxAccount = {
  sandbox: Sandbox;
  keys: AwsCredentials & { method: 'access_keys' };
  open(credentials?: AwsCredentials, options?: Partial<AwsOpenOptions>): Promise<ProviderSession>;
};

export async function sandboxAccount(): Promise<SandboxAccount> {
  const sandbox = await startSandbox();
  const keys = { method: 'access_keys' as const, ...sandbox.credentials };
  return {
    sandbox,
    keys,
    open: (credentials = keys, options = {}) =>
      openAws(credentials, {
        settings: { region: 'us-east-1', endpointUrl: sandbox.endpoint },
        allowEndpointOverride: true,
        allowAmbientCredentials: false,
        limits: impatient,
        // The sandbox does not mind; nobody should wait for the allowances of a real account.
        quotaFactor: 100,
        ...options,
      }),
  };
}

export type ScanResult = { resources: ObservedResource[]; outcome: SourceOutcome };

/** Reads a scan to its end. */
export async function scanned(
  session: ProviderSession,
  source: ScanSource,
  signal = new AbortController().signal,
): Promise<ScanResult> {
  const resources: ObservedResource[] = [];
  let end: SourceOutcome | undefined;
  for await (const event of session.scan(source, signal) as AsyncIterable<ScanEvent>) {
    if (event.kind === 'resource') resources.push(event.resource);
    else end = event.outcome;
  }
  if (end === undefined) throw new Error('the scan ended without an outcome');
  return { resources, outcome: end };
}
