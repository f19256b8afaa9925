// `status` of several plans: one page, whose numbers are those of each plan alone.

import Foundation
import Ledger
import Testing

@testable import ledgerctl
