import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/ui/EmptyState";
import { Page, TopBar } from "@/ui/Page";

/** An address that leads nowhere. */
export function Missing() {
  const { t } = useTranslation("common");
  return (
    <>
      <TopBar />
      <Page title={t("notFound.title")} width="reading">
        <EmptyState
          title={t("notFound.title")}
          action={
            <Button component="a" href="/">
              {t("notFound.action")}
            </Button>
          }
        >
          {t("notFound.detail")}
        </EmptyState>
      </Page>
    </>
  );
}
