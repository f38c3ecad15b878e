# SPDX-License-Identifier: Apache-2.0
"""The sets marked TRAIN, read into documents. A layer that a set does not have is None, and teaches nothing."""
