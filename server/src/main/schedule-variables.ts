import { type Config, type VariableName, variables } from '../platform/config/variables.ts';

/** The five schedule variables by job type: `JOB_RESOURCE_SYNC_SCHEDULE` is that of `resource_sync`. */
export function schedulesOf(config: Config): Map<string, string | null> {
  const schedules = new Map<string, string | null>();
  for (const name of Object.keys(variables) as VariableName[]) {
    const type = /^JOB_(\w+)_SCHEDULE$/.exec(name)?.[1];
    const value = config[name];
    if (type !== undefined) schedules.set(type.toLowerCase(), typeof value === 'string' ? value : null);
  }
  return schedules;
}
