import { reasons } from '../../../../plugin-kit/requirement-rows.ts';
import type { Topic } from '../benchmark.ts';

/** What the benchmark asks for of policy, under whatever number. */
export const policyTopics = {
  clusterAdmin: { title: 'Only who needs it is cluster administrator', manual: reasons.review },
  secretReaders: { title: 'Only who needs it reads secrets', manual: reasons.review },
  noWildcards: { title: 'Roles use no wildcards', manual: reasons.review },
  podCreators: { title: 'Only who needs it creates pods', manual: reasons.review },
  noDefaultServiceAccounts: {
    title: 'Default service accounts hold no rights and are not used',
    manual: reasons.review,
  },
  tokensWhereNeeded: {
    title: 'Service account tokens are mounted where needed only',
    manual: reasons.review,
  },
  noSystemMasters: { title: 'Nobody is in the group system:masters', manual: reasons.review },
  noEscalation: { title: 'Only who needs it may bind, impersonate and escalate', manual: reasons.review },
  volumeCreators: { title: 'Only who needs it creates persistent volumes', manual: reasons.review },
  nodeProxy: { title: 'Only who needs it uses the node proxy', manual: reasons.review },
  csrApprovers: { title: 'Only who needs it approves certificate requests', manual: reasons.review },
  webhookChangers: { title: 'Only who needs it changes admission webhooks', manual: reasons.review },
  tokenCreators: { title: 'Only who needs it creates service account tokens', manual: reasons.review },
  podPolicy: { title: 'Each cluster has a mechanism that enforces pod policies', manual: reasons.inside },
  noPrivileged: { title: 'Privileged containers are not admitted', manual: reasons.need },
  noHostPid: { title: "Pods sharing the node's process ids are not admitted", manual: reasons.need },
  noHostIpc: { title: "Pods sharing the node's IPC are not admitted", manual: reasons.need },
  noHostNetwork: { title: "Pods sharing the node's network are not admitted", manual: reasons.need },
  noPrivilegeEscalation: {
    title: 'Containers that can gain privileges are not admitted',
    manual: reasons.need,
  },
  noRootContainers: { title: 'Containers that run as root are not admitted', manual: reasons.need },
  noNetRaw: { title: 'Containers with NET_RAW are not admitted', manual: reasons.need },
  noAddedCapabilities: { title: 'Containers with added capabilities are not admitted', manual: reasons.need },
  noCapabilities: { title: 'Containers with capabilities are not admitted', manual: reasons.need },
  noHostProcess: {
    title: 'Windows containers that are host processes are not admitted',
    manual: reasons.need,
  },
  noHostPath: { title: 'Volumes that are paths of the node are not admitted', manual: reasons.need },
  noHostPorts: { title: 'Containers with ports of the node are not admitted', manual: reasons.need },
  networkPlugin: { title: 'The network plug-in enforces network policies', manual: reasons.inside },
  networkPolicies: { title: 'Each namespace has network policies', manual: reasons.need },
  secretsAsFiles: { title: 'Secrets are given as files, not as variables', manual: reasons.need },
  externalSecrets: {
    title: 'A store outside of the cluster is considered for secrets',
    manual: reasons.review,
  },
  imageProvenance: { title: 'Admission checks where images come from', manual: reasons.inside },
  namespaceBoundaries: { title: 'Namespaces separate what belongs apart', manual: reasons.review },
  seccomp: { title: 'Pods have the default seccomp profile', manual: reasons.need },
  securityContexts: { title: 'Pods and containers have a security context', manual: reasons.need },
  noDefaultNamespace: { title: 'The default namespace is not used', manual: reasons.need },
} satisfies Record<string, Topic>;
