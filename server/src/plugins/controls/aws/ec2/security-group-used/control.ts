import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { securityGroupType } from '../../../../providers/aws/resources/security_group/schema.ts';
import {
  launchConfigurations,
  launchTemplates,
  networkInterfaces,
  securityGroups,
} from '../../keyed-types.ts';

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
    interfaces: networkInterfaces,
    groups: securityGroups,
    templates: launchTemplates,
    configurations: launchConfigurations,
  },
  equivalents: ['prowler:ec2_securitygroup_not_used'],
  evaluate({ GroupId = '', GroupName }, _subject, { interfaces, groups, templates, configurations }) {
    if (GroupName === 'default')
      return notApplicable('The default group of a VPC cannot be deleted.', 'GroupName');
    const user = interfaces.first('GroupSet', GroupId);
    if (user !== undefined) return pass(`The interface ${user.configuration.Id} uses the group.`, 'GroupId');
    const other = groups
      .by('named in rules', GroupId)
      .find(({ configuration }) => configuration.GroupId !== GroupId);
    if (other !== undefined)
      return pass(`The group ${other.configuration.GroupId} names it in a rule.`, 'GroupId');
    const template = templates.first('security groups', GroupId);
    if (template !== undefined)
      return pass(`The launch template ${template.name} uses the group.`, 'GroupId');
    const old = configurations.first('SecurityGroups', GroupId);
    if (old !== undefined) return pass(`The launch configuration ${old.name} uses the group.`, 'GroupId');
    return fail('No network interface, group, launch template or launch configuration uses it.', 'GroupId');
  },
});
