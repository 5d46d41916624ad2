import { useAct } from '../../app/act.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { type Framework, frameworkTitle, touched } from './compliance-words.ts';

export function DisableFramework({
  framework,
  onClose,
}: {
  framework: Pick<Framework, 'id' | 'version' | 'title'>;
  onClose: () => void;
}) {
  const disable = useAct('disableFramework', {
    refreshes: touched,
    done: () => `${frameworkTitle(framework)} is not assessed any more.`,
    after: onClose,
  });
  return (
    <Confirm
      opened
      title={`Disable ${frameworkTitle(framework)}`}
      act="Disable framework"
      danger
      busy={disable.isPending}
      onClose={onClose}
      onConfirm={() => disable.mutate({ path: { id: framework.id }, query: { version: framework.version } })}
    >
      <p>
        It is not assessed any more, and controls that only it asks for raise no alerts. The assessments that
        were made stay, with exceptions and attestations.
      </p>
    </Confirm>
  );
}
