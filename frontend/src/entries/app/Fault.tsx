import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isOldBuild } from "@/ui/Boundary";
import { EmptyState } from "@/ui/EmptyState";
import { Page, TopBar } from "@/ui/Page";

/** A page that could not be shown: what is safe, and the ways on. */
export function Fault({ error, again }: { error: unknown; again: () => void }) {
  const { t } = useTranslation("ui");
  const kind = isOldBuild(error) ? "old" : "page";
  const act = kind === "old" ? () => location.reload() : again;
  return (
    <>
      <TopBar />
      <Page title={t(`fault.${kind}.title`)} width="reading">
        <div role="alert" data-testid="page-fault">
          <EmptyState
            title={t("fault.safe")}
            action={
              <div className="ys-row center">
                <Button onClick={act}>{t(`fault.${kind}.action`)}</Button>
                <Button component="a" href="/" variant="default">
                  {t("fault.home")}
                </Button>
              </div>
            }
          >
            {t(`fault.${kind}.detail`)}
          </EmptyState>
        </div>
      </Page>
    </>
  );
}
