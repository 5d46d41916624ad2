import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import type { ConfigurationOf } from '../../../../../plugin-kit/define-resource-type.ts';
import { launchConfigurationType } from '../../../../providers/aws/resources/launch_configuration/schema.ts';
import { launchTemplateType } from '../../../../providers/aws/resources/launch_template/schema.ts';
import { networkInterfaceType } from '../../../../providers/aws/resources/network_interface/schema.ts';
import { securityGroupType } from '../../../../providers/aws/resources/security_group/schema.ts';

function sourcesOf({
  SecurityGroupIngress: ingress = [],
  SecurityGroupEgress: egress = [],
}: ConfigurationOf<typeof securityGroupType>): (string | undefined)[] {
  return [
    ...ingress.map(({ SourceSecurityGroupId }) => SourceSecurityGroupId),
    ...egress.map(({ DestinationSecurityGroupId }) => DestinationSecurityGroupId),
  ];
}

function templateGroups({
  LaunchTemplateData,
  DefaultVersionData,
}: ConfigurationOf<typeof launchTemplateType>): (string | undefined)[] {
  return [LaunchTemplateData, DefaultVersionData].flatMap((data) => [
    ...(data?.SecurityGroupIds ?? []),
    ...(data?.NetworkInterfaces ?? []).flatMap(({ Groups = [] }) => Groups),
  ]);
}

export const control = defineControl({
  id: 'aws-ec2-security-group-used',
  version: 1,
  title: 'Security group is used',
  severity: 'low',
  category: 'governance',
  risk: 'Groups that nothing uses hide those that count, and the next person in a hurry attaches one of them without reading its old rules.',
  advice: {
    console:
      'EC2 → Security groups → the group: look that no other group names it as a source, then Actions → Delete.',
    cli: 'aws ec2 delete-security-group --group-id SG_ID',
    terraform:
      '# Remove the group from the configuration and apply:\nresource "aws_security_group" "this" {\n  # deleted\n}',
    cloudformation: '# Remove the group from the template and update the stack:\nResources: {}',
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html'],
  resource: securityGroupType,
  reads: {
    interfaces: networkInterfaceType,
    groups: securityGroupType,
    templates: launchTemplateType,
    configurations: launchConfigurationType,
  },
  equivalents: ['prowler:ec2_securitygroup_not_used'],
  evaluate({ GroupId = '', GroupName }, _subject, { interfaces, groups, templates, configurations }) {
    if (GroupName === 'default')
      return notApplicable('The default group of a VPC cannot be deleted.', 'GroupName');
    const [user] = interfaces.by('GroupSet', ({ configuration }) => configuration.GroupSet ?? [], GroupId);
    if (user !== undefined) return pass(`The interface ${user.configuration.Id} uses the group.`, 'GroupId');
    const other = groups
      .by('sources', ({ configuration }) => sourcesOf(configuration), GroupId)
      .find(({ configuration }) => configuration.GroupId !== GroupId);
    if (other !== undefined)
      return pass(`The group ${other.configuration.GroupId} names it in a rule.`, 'GroupId');
    const [template] = templates.by('groups', ({ configuration }) => templateGroups(configuration), GroupId);
    if (template !== undefined)
      return pass(`The launch template ${template.name} uses the group.`, 'GroupId');
    const [old] = configurations.by(
      'SecurityGroups',
      ({ configuration }) => configuration.SecurityGroups ?? [],
      GroupId,
    );
    if (old !== undefined) return pass(`The launch configuration ${old.name} uses the group.`, 'GroupId');
    return fail('No network interface, group, launch template or launch configuration uses it.', 'GroupId');
  },
});
