import type { FrameworkOutline } from '../../../../plugin-kit/define-framework.ts';

type Header = Pick<FrameworkOutline, 'id' | 'version' | 'title' | 'provider' | 'description' | 'url'>;

export const gcpBenchmark = (version: string): Header => ({
  id: 'cis-gcp',
  version,
  title: 'CIS Google Cloud Platform Foundation Benchmark',
  provider: 'gcp',
  description:
    'Basic settings of Google Cloud projects: identities, logging, networks, machines, storage and databases.',
  url: 'https://www.cisecurity.org/benchmark/google_cloud_computing_platform',
});
