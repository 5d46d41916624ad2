import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const endpoint = (ServiceName: string) => ({ configuration: { Id: 'vpce-1', VpcId: 'vpc-1', ServiceName } });
const instance = { configuration: { InstanceId: 'i-1', VpcId: 'vpc-1' } };

export const examples = defineExamples({
  pass: [
    {
      title: 'with the endpoint',
      configuration: { VpcId: 'vpc-1' },
      surroundings: { endpoints: [endpoint('com.amazonaws.us-east-1.ec2')], instances: [instance] },
      says: 'vpce-1',
    },
  ],
  fail: [
    {
      title: 'with another endpoint',
      configuration: { VpcId: 'vpc-1' },
      surroundings: { endpoints: [endpoint('com.amazonaws.us-east-1.s3')], instances: [instance] },
    },
  ],
  unknown: [
    {
      title: 'where the endpoints were not listed',
      configuration: { VpcId: 'vpc-1' },
      surroundings: { instances: [instance] },
      unlisted: ['endpoints'],
    },
  ],
  not_applicable: [
    {
      title: 'without instances',
      configuration: { VpcId: 'vpc-1' },
      surroundings: { endpoints: [], instances: [] },
    },
  ],
});
