import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const open = {
  configuration: {
    GroupId: 'sg-open',
    SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 5000, ToPort: 6000, CidrIp: '0.0.0.0/0' }],
  },
};
const closed = {
  configuration: {
    GroupId: 'sg-closed',
    SecurityGroupIngress: [
      { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, CidrIp: '10.0.0.0/8' },
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' },
    ],
  },
};

export const examples = defineExamples({
  pass: [
    {
      title: 'whose group lets the private network in',
      configuration: { VPCSecurityGroups: ['sg-closed'], Port: '5432' },
      surroundings: { groups: [closed, open] },
    },
  ],
  fail: [
    {
      title: 'whose group lets the world in by a range of ports',
      configuration: { VPCSecurityGroups: ['sg-closed', 'sg-open'], Port: '5432' },
      surroundings: { groups: [closed, open] },
      says: 'sg-open',
    },
  ],
  unknown: [
    {
      title: 'whose group was not listed',
      configuration: { VPCSecurityGroups: ['sg-closed'], Port: '5432' },
      unlisted: ['groups'],
    },
    {
      title: 'whose group is of another account',
      configuration: { VPCSecurityGroups: ['sg-other'], Port: '5432' },
    },
  ],
  not_applicable: [{ title: 'without security groups', configuration: { Port: '5432' } }],
});
