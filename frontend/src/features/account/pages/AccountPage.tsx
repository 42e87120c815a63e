import { useTranslation } from "react-i18next";
import { AccountMenu } from "@/ui/AccountMenu";
import { Page, TopBar } from "@/ui/Page";
import { FactorsCard } from "../components/FactorsCard";
import { PasswordCard } from "../components/PasswordCard";
import { PersonCard } from "../components/PersonCard";
import { SignInsCard } from "../components/SignInsCard";

/** /account: everything about oneself on one page. */
export function AccountPage() {
  const { t } = useTranslation("account");
  return (
    <>
      <TopBar account={<AccountMenu />} />
      <Page title={t("title")} sub={t("sub")} width="reading">
        <div className="ys-stack wide">
          <PersonCard />
          <FactorsCard />
          <PasswordCard />
          <SignInsCard />
        </div>
      </Page>
    </>
  );
}
