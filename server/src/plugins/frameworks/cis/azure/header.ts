import type { FrameworkOutline } from '../../../../plugin-kit/define-framework.ts';

type Header = Pick<FrameworkOutline, 'id' | 'version' | 'title' | 'provider' | 'description' | 'url'>;

export const azureBenchmark = (version: string): Header => ({
  id: 'cis-azure',
  version,
  title: 'CIS Microsoft Azure Foundations Benchmark',
  provider: 'azure',
  description:
    'Basic settings of Azure subscriptions: directory, Defender, storage, databases, logging, networks and keys.',
  url: 'https://www.cisecurity.org/benchmark/azure',
});
