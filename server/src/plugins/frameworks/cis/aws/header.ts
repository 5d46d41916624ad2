import type { FrameworkOutline } from '../../../../plugin-kit/define-framework.ts';

type Header = Pick<FrameworkOutline, 'id' | 'version' | 'title' | 'provider' | 'description' | 'url'>;

export const awsBenchmark = (version: string): Header => ({
  id: 'cis-aws',
  version,
  title: 'CIS AWS Foundations Benchmark',
  provider: 'aws',
  description: 'Basic settings of an AWS account: identities, storage, logging, monitoring and networks.',
  url: 'https://www.cisecurity.org/benchmark/amazon_web_services',
});
