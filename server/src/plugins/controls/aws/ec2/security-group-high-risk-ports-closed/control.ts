import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { highRiskPorts } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-high-risk-ports-closed',
  title: 'Security group does not open high-risk ports to the internet',
  severity: 'high',
  risk: 'These ports belong to administration, mail, file sharing, databases and development servers. They are scanned all the time, and what answers there is seldom made to withstand it.',
  service: highRiskPorts,
  instead: 'Put services for the public behind a load balancer that listens on 443.',
  equivalents: ['prowler:ec2_securitygroup_allow_ingress_from_internet_to_high_risk_tcp_ports'],
});
