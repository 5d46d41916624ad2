import { awsCollectors } from '../../server/src/plugins/providers/aws/collectors.generated.ts';
import type { GeneratedFile } from './collectors.ts';
import { code, referencePage, table } from './page.ts';

/** The catalogue of resource types: our names, the vendor's, and where each is looked for. */
export async function generate(): Promise<GeneratedFile[]> {
  const rows = [...awsCollectors]
    .sort((a, b) => a.resource.type.localeCompare(b.resource.type))
    .map(({ resource, scope, lists, details }) => [
      code(resource.type),
      resource.title,
      code(resource.vendorType),
      resource.aliases.map(code).join(', '),
      scope === 'global' ? 'once per account' : 'each enabled region',
      String(lists.length + details.length),
    ]);
  return [
    referencePage('resource-types', 'the collectors', [
      '# Resource types',
      '',
      `${rows.length} types of AWS. The configuration of a resource has the property names of the vendor's schema`,
      '(for AWS the CloudFormation resource schema), so a path in a drift reads like the vendor’s documentation.',
      'The type is what commands, filters and rules take; the vendor’s name and the short names work there too.',
      '',
      'Which permission each call needs stands in [permissions-aws.md](permissions-aws.md).',
      '',
      ...table(['Type', 'What it is', "Vendor's type", 'Short names', 'Looked for in', 'Calls'], rows),
    ]),
  ];
}
