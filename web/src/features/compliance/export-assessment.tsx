import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { api } from '../../app/api.ts';
import { exportFormats } from './compliance-words.ts';

/** The assessment as a file, in the formats that others read. */
export function ExportAssessment({ assessmentId }: { assessmentId: number }) {
  const address = (format: string) =>
    api.address(`/api/v1/compliance/assessments/${assessmentId}/export`, { format });
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={14} aria-hidden />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {exportFormats.map(({ id, title, words }) => (
          <Menu.Item key={id} component="a" href={address(id)} download>
            {title}
            <span className="dim"> {words}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
