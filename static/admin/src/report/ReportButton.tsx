import Button from '@atlaskit/button/new';
import PrinterIcon from '@atlaskit/icon/core/printer';
import { memo } from 'react';
import { report as words } from '../texts/report';

/** Makes a report of what is shown. */
export const ReportButton = memo(function ReportButton({ isBig = false, onMake }: { isBig?: boolean; onMake(): void }) {
  return (
    <span className={isBig ? '' : 'report-button'} title={words.makeHelp}>
      <Button spacing={isBig ? 'default' : 'compact'} iconBefore={PrinterIcon} onClick={onMake}>
        {words.make}
      </Button>
    </span>
  );
});
