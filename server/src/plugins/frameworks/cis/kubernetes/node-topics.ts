import { reasons } from '../../../../plugin-kit/requirement-rows.ts';
import type { Topic } from '../benchmark.ts';

/** What the benchmark asks for of node, under whatever number. */
export const nodeTopics = {
  kubeletServiceMode: { title: "Only its owner can write the kubelet's service file" },
  kubeletServiceOwner: { title: "The kubelet's service file belongs to root" },
  proxyConfMode: { title: "Only its owner can write the proxy's credential file", manual: reasons.inside },
  proxyConfOwner: { title: "The proxy's credential file belongs to root", manual: reasons.inside },
  kubeletConfMode: { title: "Only its owner can write the kubelet's credential file" },
  kubeletConfOwner: { title: "The kubelet's credential file belongs to root" },
  nodeCaMode: { title: "Only its owner can write the client authority's file", manual: reasons.inside },
  nodeCaOwner: { title: "The client authority's file belongs to root", manual: reasons.inside },
  kubeletConfigMode: { title: "Only its owner can write the kubelet's configuration" },
  kubeletConfigOwner: { title: "The kubelet's configuration belongs to root" },
  kubeletNoAnonymous: { title: 'Kubelets refuse anonymous requests' },
  kubeletAuthorisation: { title: 'Kubelets do not allow everything' },
  kubeletClientCa: { title: 'Kubelets check certificates of clients' },
  kubeletNoReadOnlyPort: { title: 'Kubelets have no read-only port', manual: reasons.need },
  kubeletStreamTimeout: { title: 'Idle connections to kubelets end', manual: reasons.need },
  kubeletIptables: { title: 'Kubelets manage their packet filter chains' },
  kubeletHostname: { title: 'Kubelets keep the name of their machine', manual: reasons.inside },
  kubeletEvents: { title: 'Kubelets record events at an agreed rate', manual: reasons.need },
  kubeletTls: { title: 'Kubelets serve TLS with their own certificate', manual: reasons.need },
  kubeletRotation: { title: 'Certificates of kubelets are rotated' },
  kubeletServerRotation: {
    title: 'Kubelets take part in rotating serving certificates',
    manual: reasons.inside,
  },
  kubeletCiphers: { title: 'Kubelets use strong ciphers only', manual: reasons.need },
  kubeletPidLimit: { title: 'Pods have a limit of processes', manual: reasons.need },
  kubeletSeccomp: { title: 'Kubelets give pods a seccomp profile by default', manual: reasons.inside },
  proxyMetricsLocal: { title: 'The proxy shows metrics on the local address', manual: reasons.inside },
} satisfies Record<string, Topic>;
