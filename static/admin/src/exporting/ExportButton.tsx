import Button from '@atlaskit/button/new';
import DownloadIcon from '@atlaskit/icon/core/download';
import { exporting as says } from '../texts/exporting';

/** The way to a file of what is shown. */
export const ExportButton = ({ onClick }: { onClick(): void }) => (
  <Button appearance="subtle" iconBefore={DownloadIcon} onClick={onClick}>
    {says.button}
  </Button>
);
