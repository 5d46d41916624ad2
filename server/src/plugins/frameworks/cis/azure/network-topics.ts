import { reasons } from '../../../../plugin-kit/requirement-rows.ts';
import type { Topic } from '../benchmark.ts';

/** What the benchmark asks for of network, under whatever number. */
export const networkTopics = {
  rdpRestricted: { title: 'RDP is not open to the internet' },
  sshRestricted: { title: 'SSH is not open to the internet' },
  udpRestricted: { title: 'UDP is not open to the internet' },
  httpRestricted: { title: 'HTTP and HTTPS are open where it is meant only' },
  nsgFlowRetention: { title: 'Flow logs of security groups are kept for more than 90 days' },
  networkWatcher: { title: 'Network Watcher is on in each region in use' },
  publicIpsReviewed: { title: 'Public addresses are reviewed regularly', manual: reasons.review },
  vnetFlowRetention: { title: 'Flow logs of networks are kept for at least 90 days' },
  vpnEntra: { title: 'VPN clients sign in through the directory only' },
  gatewayWaf: { title: 'Application gateways have a web application firewall' },
  subnetNsg: { title: 'Subnets have network security groups' },
  gatewayTls: { title: 'Application gateways demand TLS 1.2' },
  gatewayHttp2: { title: 'Application gateways speak HTTP/2' },
  wafBody: { title: 'The web application firewall inspects request bodies' },
  wafBots: { title: 'The web application firewall stops bots' },
  securityPerimeter: { title: 'A network perimeter surrounds platform services', manual: reasons.need },
  bastion: { title: 'A bastion host exists' },
  ddos: { title: 'Virtual networks are protected from denial of service' },
} satisfies Record<string, Topic>;
