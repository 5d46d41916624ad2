import {
  type ControlExamples,
  defineExamples,
  type ExampleResource,
} from '../../../../plugin-kit/define-control.ts';
import type { NetworkService } from './services.ts';

const SubnetId = 'subnet-0a1b2c3d4e5f60718';
const GroupId = 'sg-0a1b2c3d4e5f60718';
const VpcId = 'vpc-0a1b2c3d4e5f60718';
const everybody = {
  CidrBlock: '0.0.0.0/0',
  Egress: false,
  Protocol: -1,
  RuleAction: 'allow',
  RuleNumber: 100,
};
const toInternet = { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-0a1b2c3d4e5f60718', State: 'active' };

const group = (rule: object): ExampleResource => ({
  configuration: { GroupId, SecurityGroupIngress: [rule as never] },
});
const acl = (...Entries: object[]): ExampleResource => ({
  configuration: { VpcId, Associations: [{ SubnetId }], Entries: Entries as never },
});
const table = (association: object, ...Routes: object[]): ExampleResource => ({
  configuration: { VpcId, Associations: [association as never], Routes: Routes as never },
});
const subnet: ExampleResource = { configuration: { SubnetId, VpcId } };
const main = table({ Main: true }, toInternet);

const publicInstance = {
  InstanceId: 'i-0a1b2c3d4e5f60718',
  VpcId,
  SubnetId,
  PublicIp: '198.51.100.7',
  SecurityGroupIds: [GroupId],
  NetworkInterfaces: [{ SubnetId, GroupSet: [GroupId], AssociatePublicIpAddress: true }],
};

/** An account in which the internet comes as far as the security group lets it. */
const openNetwork = { acls: [acl(everybody)], routes: [main], subnets: [subnet] };

/** The cases that every control about a service of an instance has to tell apart. */
export function instanceExamples(service: NetworkService): ControlExamples {
  const [transport, port] = service.ports[0] ?? ['tcp', 0];
  const rule = { IpProtocol: transport, FromPort: port, ToPort: port };
  const open = group({ ...rule, CidrIp: '0.0.0.0/0' });
  const denied = { ...everybody, RuleAction: 'deny', RuleNumber: 90 };
  return defineExamples({
    pass: [
      {
        title: 'without a public address',
        configuration: {
          ...publicInstance,
          PublicIp: undefined as never,
          NetworkInterfaces: [{ SubnetId, GroupSet: [GroupId], AssociatePublicIpAddress: false }],
        },
        surroundings: { groups: [open], ...openNetwork },
        says: 'no public address',
      },
      {
        title: 'whose group opens it to one network',
        configuration: publicInstance,
        surroundings: { groups: [group({ ...rule, CidrIp: '203.0.113.0/24' })], ...openNetwork },
      },
      {
        title: 'whose network ACL turns everybody away first',
        configuration: publicInstance,
        surroundings: { groups: [open], ...openNetwork, acls: [acl(everybody, denied)] },
      },
      {
        title: 'whose subnet has no way to the internet',
        configuration: publicInstance,
        surroundings: { groups: [open], ...openNetwork, routes: [main, table({ SubnetId })] },
      },
      {
        title: 'in a VPC that blocks internet gateways',
        configuration: publicInstance,
        surroundings: {
          groups: [open],
          ...openNetwork,
          subnets: [
            {
              configuration: {
                SubnetId,
                VpcId,
                BlockPublicAccessStates: { InternetGatewayBlockMode: 'block-bidirectional' },
              },
            },
          ],
        },
      },
    ],
    fail: [
      {
        title: 'that everybody reaches',
        configuration: publicInstance,
        surroundings: { groups: [open], ...openNetwork },
        says: String(port),
      },
      {
        title: 'that everybody reaches over IPv6',
        configuration: {
          SubnetId,
          SecurityGroupIds: [GroupId],
          NetworkInterfaces: [
            { SubnetId, GroupSet: [GroupId], Ipv6Addresses: [{ Ipv6Address: '2600:1f18::7' }] },
          ],
        },
        surroundings: {
          groups: [group({ IpProtocol: '-1', CidrIpv6: '::/0' })],
          acls: [acl({ ...everybody, CidrBlock: undefined, Ipv6CidrBlock: '::/0' })],
          routes: [table({ SubnetId }, { DestinationIpv6CidrBlock: '::/0', GatewayId: 'igw-1' })],
          subnets: [subnet],
        },
        says: '::/0',
      },
    ],
    unknown: [
      {
        title: 'whose groups were not listed',
        configuration: publicInstance,
        surroundings: openNetwork,
        unlisted: ['groups'],
      },
      {
        title: 'whose group names a prefix list',
        configuration: publicInstance,
        surroundings: {
          groups: [group({ ...rule, SourcePrefixListId: 'pl-0123456789abcdef0' })],
          ...openNetwork,
        },
        says: 'pl-0123456789abcdef0',
      },
    ],
  });
}
