import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'of an interface',
      configuration: { GroupId: 'sg-1' },
      surroundings: { interfaces: [{ configuration: { Id: 'eni-1', GroupSet: ['sg-1'] } }] },
      says: 'eni-1',
    },
    {
      title: 'that another group names',
      configuration: { GroupId: 'sg-1' },
      surroundings: {
        interfaces: [],
        groups: [
          { configuration: { GroupId: 'sg-2', SecurityGroupIngress: [{ SourceSecurityGroupId: 'sg-1' }] } },
        ],
      },
      says: 'sg-2',
    },
    {
      title: 'of a launch template',
      configuration: { GroupId: 'sg-1' },
      surroundings: {
        interfaces: [],
        groups: [],
        templates: [{ name: 'web', configuration: { LaunchTemplateData: { SecurityGroupIds: ['sg-1'] } } }],
      },
      says: 'web',
    },
    {
      title: 'of a card in the default version of a launch template',
      configuration: { GroupId: 'sg-1' },
      surroundings: {
        interfaces: [],
        groups: [],
        templates: [
          {
            name: 'web',
            configuration: { DefaultVersionData: { NetworkInterfaces: [{ Groups: ['sg-1'] }] } },
          },
        ],
      },
      says: 'web',
    },
    {
      title: 'of a launch configuration',
      configuration: { GroupId: 'sg-1' },
      surroundings: {
        interfaces: [],
        groups: [],
        templates: [],
        configurations: [{ name: 'old', configuration: { SecurityGroups: ['sg-1'] } }],
      },
      says: 'old',
    },
  ],
  fail: [
    {
      title: 'of nobody',
      configuration: { GroupId: 'sg-1' },
      surroundings: {
        interfaces: [{ configuration: { Id: 'eni-1', GroupSet: ['sg-9'] } }],
        groups: [
          { configuration: { GroupId: 'sg-1', SecurityGroupIngress: [{ SourceSecurityGroupId: 'sg-1' }] } },
        ],
        templates: [],
      },
    },
  ],
  unknown: [
    {
      title: 'where the interfaces were not listed',
      configuration: { GroupId: 'sg-1' },
      unlisted: ['interfaces'],
    },
  ],
  not_applicable: [
    { title: 'that came with the VPC', configuration: { GroupId: 'sg-1', GroupName: 'default' } },
  ],
});
