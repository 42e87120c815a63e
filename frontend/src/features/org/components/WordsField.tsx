import { Textarea } from "@mantine/core";

interface Props {
  label: string;
  value: string;
  onChange: (words: string) => void;
  /** What is said once somebody tried to go on without words; nothing before. */
  missing?: string | undefined;
  testid: string;
  most?: number;
}

/** Words that somebody has to give: why it is asked for, why not, what was done. */
export function WordsField({ label, value, onChange, missing, testid, most = 300 }: Props) {
  return (
    <Textarea
      label={label}
      value={value}
      maxLength={most}
      autosize
      minRows={2}
      data-autofocus
      error={value.trim() ? undefined : missing}
      onChange={(event) => onChange(event.currentTarget.value)}
      data-testid={testid}
    />
  );
}
