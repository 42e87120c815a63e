import "../org.css";

export { DeliberatePage } from "./DeliberatePage";
export { DevicesPage } from "./DevicesPage";
export { DrawPage } from "./DrawPage";
export { EntriesPage } from "./EntriesPage";
export { EntryPage } from "./EntryPage";
export { HomePage } from "./HomePage";
export { InterferencePage } from "./InterferencePage";
export { LeavePage } from "./LeavePage";
export { LeaveReportPage } from "./LeaveReportPage";
export { LivePage } from "./LivePage";
export { OverviewPage } from "./OverviewPage";
export { PanelPage } from "./PanelPage";
export { PeoplePage } from "./PeoplePage";
export { PublishPage } from "./PublishPage";
export { RankingPage } from "./RankingPage";
export { ResultsPage } from "./ResultsPage";
export { WitnessPage } from "./WitnessPage";
