import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { API } from "@/api/client";
import { asLanguage } from "@/lib/language";

const FORMS = ["docx", "pdf"] as const;

/** The supervision record to take along, in the language on screen. */
export function RecordLinks({ edition }: { edition: string }) {
  const { t, i18n } = useTranslation("witness");
  const language = asLanguage(i18n.language) === "en" ? "en" : "zh";
  return FORMS.map((form) => (
    <Button
      key={form}
      component="a"
      variant="default"
      leftSection={<IconDownload size={18} stroke={1.8} />}
      href={`${API}/editions/${edition}/supervision/record?form=${form}&in=${language}`}
      download
      data-testid={`record-${form}`}
    >
      {t(`record.${form}`)}
    </Button>
  ));
}
