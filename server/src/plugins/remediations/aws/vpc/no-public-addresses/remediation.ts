import { subnetType } from '../../../../providers/aws/resources/subnet/schema.ts';
import { defineSetting } from '../../setting.ts';
import { awsCommand, lastPart, titled } from '../../target.ts';

export const remediation = defineSetting<typeof subnetType, boolean>({
  id: 'aws-vpc-no-public-addresses',
  title: 'Stop giving public addresses to new machines of a subnet',
  description:
    'Machines that are started in the subnet get a public IPv4 address only when their launch asks for one. ' +
    'Addresses that are given out stay, and so do the routes.',
  resource: subnetType,
  risk: 'medium',
  impact:
    'New machines of the subnet that counted on a public address reach the internet only through a NAT gateway, ' +
    'and are not reached from there. Running machines keep their addresses until they are stopped.',
  effortMinutes: 5,
  controls: ['aws-vpc-subnet-no-public-addresses'],
  attribute: 'MapPublicIpOnLaunch',
  permissions: { read: ['ec2:DescribeSubnets'], write: ['ec2:ModifySubnetAttribute'] },
  calls: ['ec2:ModifySubnetAttribute'],

  async read(session, target) {
    const answer = await session.ask(
      'ec2',
      'DescribeSubnets',
      { SubnetIds: [lastPart(target)] },
      { gone: ['InvalidSubnetID.NotFound'] },
    );
    const subnet = answer.state === 'value' ? answer.value.Subnets?.[0] : undefined;
    return subnet === undefined ? null : { value: subnet.MapPublicIpOnLaunch === true };
  },

  plan: (isOn, { target }) =>
    isOn
      ? { to: false, summary: `Give no public addresses to new machines of ${titled(target)}` }
      : { nothing: 'Machines get no public address unless they ask for one.' },

  async write(session, target, Value) {
    await session.send('ec2', 'ModifySubnetAttribute', {
      SubnetId: lastPart(target),
      MapPublicIpOnLaunch: { Value },
    });
  },

  byHand: (target, isOn) => ({
    cli: [
      awsCommand(
        'ec2 modify-subnet-attribute',
        target,
        '--subnet-id',
        lastPart(target),
        isOn ? '--map-public-ip-on-launch' : '--no-map-public-ip-on-launch',
      ),
    ],
    terraform: `# In the aws_subnet of ${lastPart(target)}:\nmap_public_ip_on_launch = ${isOn}`,
    console: `VPC → Subnets → ${lastPart(target)} → Actions → Edit subnet settings: ${isOn ? 'tick' : 'untick'} "Enable auto-assign public IPv4 address".`,
  }),
});
