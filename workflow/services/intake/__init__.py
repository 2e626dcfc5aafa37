"""Take in what was signed elsewhere: papers, scans, their codes, who signed, who attests."""
