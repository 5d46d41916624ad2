import type { FrameworkOutline } from '../../../../plugin-kit/define-framework.ts';

type Header = Pick<FrameworkOutline, 'id' | 'version' | 'title' | 'provider' | 'description' | 'url'>;

export const kubernetesBenchmark = (version: string): Header => ({
  id: 'cis-kubernetes',
  version,
  title: 'CIS Kubernetes Benchmark',
  provider: 'kubernetes',
  description: 'Settings of a Kubernetes cluster: control plane, etcd, nodes, roles and workloads.',
  url: 'https://www.cisecurity.org/benchmark/kubernetes',
});
