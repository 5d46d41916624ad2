import type { MinimumProtocolVersion as Version } from '@aws-sdk/client-cloudfront';
import { defineRemediation } from '../../../../../plugin-kit/define-remediation.ts';
import { cloudfrontDistributionType } from '../../../../providers/aws/resources/cloudfront_distribution/schema.ts';
import type { AwsActingSession } from '../../../../providers/aws/session/acting-types.ts';
import { lastPart, titled } from '../../target.ts';

type State = {
  /** True with the certificate of *.cloudfront.net, for which CloudFront decides about versions. */
  CloudFrontDefaultCertificate: boolean;
  SslSupportMethod: string | null;
  MinimumProtocolVersion: string | null;
};

const wanted = 'TLSv1.2_2021';
const isCurrent = (version: string) => version.startsWith('TLSv1.2') || version.startsWith('TLSv1.3');

async function configOf(session: AwsActingSession, Id: string) {
  const answer = await session.ask(
    'cloudfront',
    'GetDistributionConfig',
    { Id },
    { gone: ['NoSuchDistribution'] },
  );
  return answer.state === 'value' ? answer.value : undefined;
}

export const remediation = defineRemediation<typeof cloudfrontDistributionType, AwsActingSession, State>({
  id: 'aws-cloudfront-minimum-tls',
  title: 'Speak TLS 1.2 and newer at a CloudFront distribution',
  description:
    'Viewers that only know older versions of TLS are refused. Certificate, origins and behaviours stay as they are; ' +
    'with the certificate of CloudFront itself it cannot be done.',
  resource: cloudfrontDistributionType,
  risk: 'medium',
  impact:
    'Browsers and devices from before 2014 cannot connect any more. ' +
    'The change reaches all places of CloudFront within minutes, without a pause.',
  effortMinutes: 10,
  controls: ['aws-cloudfront-minimum-tls'],
  driftAttributes: ['DistributionConfig'],
  irreversible: null,
  permissions: { read: ['cloudfront:GetDistributionConfig'], write: ['cloudfront:UpdateDistribution'] },
  calls: { writes: ['cloudfront:UpdateDistribution'] },

  async read(session, target) {
    const found = await configOf(session, lastPart(target));
    if (found === undefined) return null;
    const certificate = found.DistributionConfig?.ViewerCertificate;
    return {
      CloudFrontDefaultCertificate:
        certificate === undefined || certificate.CloudFrontDefaultCertificate === true,
      SslSupportMethod: certificate?.SSLSupportMethod ?? null,
      MinimumProtocolVersion: certificate?.MinimumProtocolVersion ?? null,
    };
  },

  plan(state, { target, baseline }) {
    const { CloudFrontDefaultCertificate, SslSupportMethod, MinimumProtocolVersion: now } = state;
    if (CloudFrontDefaultCertificate)
      return {
        cannot: 'With the certificate of CloudFront TLS 1.0 is always spoken: give it one of your own.',
      };
    if (now !== null && isCurrent(now)) return { nothing: `The oldest version is that of ${now}.` };
    if (SslSupportMethod === 'vip')
      return {
        cannot: 'With addresses of its own a distribution speaks TLS 1.0: use server name indication.',
      };
    const before = (
      baseline?.DistributionConfig as Record<string, { MinimumProtocolVersion?: string }> | undefined
    )?.ViewerCertificate?.MinimumProtocolVersion;
    const version = before !== undefined && isCurrent(before) ? before : wanted;
    return {
      after: { ...state, MinimumProtocolVersion: version },
      summary: `Refuse TLS older than ${version} at ${titled(target)}`,
    };
  },

  async write(session, target, _from, { MinimumProtocolVersion }) {
    const Id = lastPart(target);
    const found = await configOf(session, Id);
    const config = found?.DistributionConfig;
    if (config?.ViewerCertificate === undefined) return;
    if (config.ViewerCertificate.MinimumProtocolVersion === MinimumProtocolVersion) return;
    await session.send('cloudfront', 'UpdateDistribution', {
      Id,
      // Somebody who changed it in between is not overwritten: CloudFront compares the version.
      IfMatch: found?.ETag,
      DistributionConfig: {
        ...config,
        ViewerCertificate: {
          ...config.ViewerCertificate,
          MinimumProtocolVersion: (MinimumProtocolVersion ?? undefined) as Version | undefined,
        },
      },
    });
  },

  byHand(target, _before, { MinimumProtocolVersion }) {
    const id = lastPart(target);
    const version = MinimumProtocolVersion ?? 'TLSv1';
    return {
      cli: [
        `aws cloudfront get-distribution-config --id ${id} > distribution.json`,
        `jq '.DistributionConfig | .ViewerCertificate.MinimumProtocolVersion = "${version}"' distribution.json > config.json`,
        `aws cloudfront update-distribution --id ${id} --if-match "$(jq -r .ETag distribution.json)" --distribution-config file://config.json`,
      ],
      terraform: `# In the viewer_certificate of the aws_cloudfront_distribution ${id}:\nminimum_protocol_version = ${JSON.stringify(version)}`,
      console: `CloudFront → Distributions → ${id} → General → Settings → Edit → Security policy: ${version}.`,
    };
  },
});
