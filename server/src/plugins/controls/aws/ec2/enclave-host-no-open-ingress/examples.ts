import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const host = { EnclaveOptions: { Enabled: true }, SecurityGroupIds: ['sg-1'] };
const group = (source: { [key: string]: string }) => ({
  configuration: {
    GroupId: 'sg-1',
    SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 8443, ToPort: 8443, ...source }],
  },
});

export const examples = defineExamples({
  pass: [
    {
      title: 'whose group opens a port to one network',
      configuration: host,
      surroundings: { groups: [group({ CidrIp: '10.0.0.0/8' })] },
    },
  ],
  fail: [
    {
      title: 'whose group opens a port to everybody',
      configuration: host,
      surroundings: { groups: [group({ CidrIp: '0.0.0.0/0' })] },
      says: 'TCP 8443',
    },
  ],
  unknown: [
    { title: 'whose groups were not listed', configuration: host, unlisted: ['groups'] },
    { title: 'whose group was not found', configuration: host, surroundings: { groups: [] } },
    {
      title: 'whose group names a prefix list',
      configuration: host,
      surroundings: { groups: [group({ SourcePrefixListId: 'pl-1' })] },
    },
  ],
  not_applicable: [{ title: 'without enclaves', configuration: {}, surroundings: {} }],
});
