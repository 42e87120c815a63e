import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { SeatNamed } from "../../api/seatings";

interface Props {
  alternates: SeatNamed[];
  value: string;
  error: string | undefined;
  onChange: (seat: string) => void;
  testid: string;
}

/** Which alternate. */
export function AlternateSelect({ alternates, value, error, onChange, testid }: Props) {
  const { t } = useTranslation("seatings");
  const words = useWords();
  return (
    <NativeSelect
      label={t("alternate")}
      error={error}
      value={value}
      data={[
        { value: "", label: t("choose") },
        ...alternates.map(({ id, number, judge }) => ({
          value: id,
          label: `${number} · ${words(judge.name)}`,
        })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value)}
      data-testid={testid}
    />
  );
}
