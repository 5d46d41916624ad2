import { loadService, newClient } from './services.ts';
import type { AwsService } from './types.ts';

/**
 * What the client of a service needs besides region, credentials and endpoint. `overridden`: the endpoint is not
 * AWS's own, so it has no host name per bucket, account or queue.
 */
export async function serviceSettings(
  service: AwsService,
  place: { region: string; overridden: boolean; requestHandler: object },
): Promise<object> {
  const { region, overridden, requestHandler } = place;
  if (service === 's3') return { forcePathStyle: overridden, followRegionRedirects: true, requestHandler };
  if (service === 's3-control' && overridden) return { ...withoutAccountInHost, requestHandler };
  // Queue URLs name the real host; with an endpoint of our own they must not lead away from it.
  if (service === 'sqs' && overridden) return { useQueueUrlAsEndpoint: false, requestHandler };
  // Kinesis alone would speak HTTP/2, past our agents and timeouts: it gets the handler that all others have.
  if (service === 'kinesis') {
    const other = newClient(await loadService('sts'), 'sts', { region, requestHandler });
    return { requestHandler: other.config.requestHandler };
  }
  return { requestHandler };
}

/** S3 Control puts the account into the host name, which only AWS's own names can carry. */
const withoutAccountInHost = {
  disableHostPrefix: true,
  endpointProvider: ({ Endpoint, Region }: { Endpoint?: string; Region?: string }) => ({
    url: new URL(Endpoint ?? ''),
    properties: {
      authSchemes: [{ name: 'sigv4', signingName: 's3', signingRegion: Region, disableDoubleEncoding: true }],
    },
  }),
};
