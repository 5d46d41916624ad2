import { fail, pass, unknown, type Verdict } from '../../../../core/verdict.ts';
import type { ViewOf } from '../../../../plugin-kit/define-control.ts';
import type { rdsParameterGroups } from '../keyed-types.ts';
import { softwareOf } from './engines.ts';

type Groups = ViewOf<typeof rdsParameterGroups>;

/** The parameter by which each software refuses plain connections, and the values that switch it on. */
const parameters: Partial<
  Record<NonNullable<ReturnType<typeof softwareOf>>, { name: string; on: ReadonlySet<string> }>
> = {
  postgres: { name: 'rds.force_ssl', on: new Set(['1', 'on', 'true']) },
  sqlserver: { name: 'rds.force_ssl', on: new Set(['1', 'on', 'true']) },
  mysql: { name: 'require_secure_transport', on: new Set(['1', 'on', 'true']) },
  // Everything but `disabled` demands TLS, of the named version or by FIPS modules.
  docdb: { name: 'tls', on: new Set(['enabled', 'tls1.2+', 'tls1.3+', 'fips-140-3']) },
};

/** Whether the parameter group of a database makes it refuse connections without TLS. */
export function tlsRequired(
  engine: string | undefined,
  groupName: string | undefined,
  scope: 'instance' | 'cluster',
  region: string,
  groups: Groups,
): Verdict {
  const path = scope === 'instance' ? 'DBParameterGroupName' : 'DBClusterParameterGroupName';
  const software = softwareOf(engine);
  const parameter = software === undefined ? undefined : parameters[software];
  if (parameter === undefined)
    return unknown(`${engine} decides about TLS outside its parameter group, where nobody looks.`, 'Engine');
  if (groupName === undefined) return unknown('RDS names no parameter group.', path);
  const [group] = groups.by('scope, name and region', `${scope} ${groupName} ${region}`);
  if (group === undefined) return unknown(`The parameter group ${groupName} was not seen.`, path);
  const value = group.configuration.SecurityParameters?.find(
    ({ ParameterName }) => ParameterName === parameter.name,
  )?.ParameterValue;
  if (value === undefined)
    return unknown(`The parameter group ${groupName} gives ${parameter.name} no value.`, path, 'Engine');
  return parameter.on.has(value.toLowerCase())
    ? pass(`${parameter.name} is ${value} in the parameter group ${groupName}.`, path, 'Engine')
    : fail(`${parameter.name} is ${value} in the parameter group ${groupName}.`, path, 'Engine');
}
