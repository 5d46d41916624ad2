/**
 * Whether the SDK will use an endpoint that the operator configured by AWS_ENDPOINT_URL or
 * AWS_ENDPOINT_URL_<SERVICE>. Such endpoints rarely have a host name per bucket or queue, so S3 then puts the
 * bucket into the path. https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function hasEnvironmentEndpoint(service: string, env: NodeJS.ProcessEnv = process.env): boolean {
  if (env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true') return false;
  const own = env[`AWS_ENDPOINT_URL_${service.toUpperCase().replaceAll('-', '_')}`];
  return (own ?? env.AWS_ENDPOINT_URL ?? '') !== '';
}
