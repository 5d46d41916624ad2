import {
  type AnyRemediation,
  defineRemediation,
  type Remediation,
} from '../../../../plugin-kit/define-remediation.ts';
import type { ResourceType } from '../../../../plugin-kit/define-resource-type.ts';
import type { AwsActingSession } from '../../../providers/aws/session/acting-types.ts';
import type { Words } from '../setting.ts';
import { awsCommand, lastPart, titled } from '../target.ts';

/** Named accounts are left alone, so they are no part of it. */
type State = { SharedWithEverybody: boolean };

/** Snapshots and images that everybody may use become private again. */
export function sharing<Type extends ResourceType>(
  facts: Words &
    Pick<Remediation<Type>, 'resource' | 'driftAttributes' | 'permissions'> & {
      what: 'snapshot' | 'image';
      call: string;
      /** Null when it is gone. */
      read(session: AwsActingSession, id: string): Promise<boolean | null>;
      write(session: AwsActingSession, id: string, isPublic: boolean): Promise<void>;
      /** The command and its words. */
      command(id: string, isPublic: boolean): string[];
      place: string;
    },
): AnyRemediation {
  const { what, call, read, write, command, place, ...declared } = facts;
  return defineRemediation<Type, AwsActingSession, State>({
    ...declared,
    irreversible: null,
    calls: { writes: [call] },
    async read(session, target) {
      const isPublic = await read(session, lastPart(target));
      return isPublic === null ? null : { SharedWithEverybody: isPublic };
    },
    plan({ SharedWithEverybody: isPublic }, { target }) {
      if (!isPublic) return { nothing: `The ${what} is not shared with everybody.` };
      return { after: { SharedWithEverybody: false }, summary: `Make the ${what} ${titled(target)} private` };
    },
    write: (session, target, _from, to) => write(session, lastPart(target), to.SharedWithEverybody),
    byHand(target, _before, { SharedWithEverybody: isPublic }) {
      const [name = '', ...words] = command(lastPart(target), isPublic);
      return {
        cli: [awsCommand(name, target, ...words)],
        terraform: null,
        console: `${place} → ${lastPart(target)} → Actions → Edit permissions: choose ${isPublic ? 'Public' : 'Private'}.`,
      };
    },
  });
}
