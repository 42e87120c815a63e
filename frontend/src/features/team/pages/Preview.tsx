import { useTranslation } from "react-i18next";
import { Page } from "@/ui/Page";
import { JudgeView } from "../components/JudgeView";
import { SubmitLink } from "../components/SubmitLink";

/** /team/:entry/preview: what judges will see, nothing else. */
export function Preview() {
  const { t } = useTranslation("team");
  return (
    <Page title={t("step.preview")} sub={t("preview.sub")} width="reading" actions={<SubmitLink />}>
      <JudgeView />
    </Page>
  );
}
