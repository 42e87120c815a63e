import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { AccountMenu } from "@/ui/AccountMenu";
import { TopBar } from "@/ui/Page";

/** The bar of a team's pages. */
export function TeamBar() {
  const { t } = useTranslation("common");
  return (
    <TopBar
      links={
        <Link to="/team" className="tm-link">
          {t("menu.entries")}
        </Link>
      }
      account={<AccountMenu />}
    />
  );
}
