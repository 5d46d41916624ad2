import { fail, pass, unknown, type Verdict } from '../../../../core/verdict.ts';
import type { ConfigurationOf } from '../../../../plugin-kit/define-resource-type.ts';
import type { dmsReplicationTaskType } from '../../../providers/aws/resources/dms_replication_task/schema.ts';

/** Severities that tell of more than failures; `ERROR` is less than the service's own default. */
const telling = new Set([
  'LOGGER_SEVERITY_DEFAULT',
  'LOGGER_SEVERITY_DEBUG',
  'LOGGER_SEVERITY_DETAILED_DEBUG',
  'LOGGER_SEVERITY_INFO',
]);

/** Whether a task logs these of its components at the default severity or more. */
export function loggingOf(
  task: ConfigurationOf<typeof dmsReplicationTaskType>,
  components: readonly string[],
): Verdict {
  const path = 'ReplicationTaskSettings.Logging';
  const logging = task.ReplicationTaskSettings?.Logging;
  if (logging === undefined) return unknown('The settings of the task are not known.', path);
  if (logging.EnableLogging !== true) return fail('Logging is off.', path);
  const missing = components.filter(
    (id) =>
      !(logging.LogComponents ?? []).some(
        ({ Id, Severity }) => Id === id && Severity !== undefined && telling.has(Severity),
      ),
  );
  if (missing.length === 0) return pass(`${components.join(' and ')} are logged.`, path);
  return fail(`Not logged, or failures only: ${missing.join(', ')}.`, path);
}
